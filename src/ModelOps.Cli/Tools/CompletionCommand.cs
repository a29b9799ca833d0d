using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Tools;

/// <summary><c>mops completion</c>: the script that makes a shell complete mops command lines by asking mops itself.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # mops completion for bash. Use: source <(mops completion bash)
        _mops() {
            local IFS=$'\n'
            COMPREPLY=($(mops "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null))
        }
        complete -o default -F _mops mops

        """;

    private const string Zsh = """
        #compdef mops
        # mops completion for zsh. Use: source <(mops completion zsh)
        _mops() {
            local -a answers
            answers=("${(@f)$(mops "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            answers=(${answers:#})
            if (( ${#answers} )); then
                compadd -- $answers
            else
                _files
            fi
        }
        compdef _mops mops

        """;

    private const string Fish = """
        # mops completion for fish. Use: mops completion fish | source
        complete -c mops -a '(mops "[suggest:"(commandline -C)"]" (commandline -p) 2>/dev/null)'

        """;

    /// <summary>The command.</summary>
    public static Command Create(CliContext context)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        return new Command("completion", "Print the script that completes mops commands in a shell") { shell }.Runs(parse =>
        {
            context.Out.Write(parse.GetRequiredValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => Fish });
            return ExitStatus.Ok;
        });
    }
}
