using System.CommandLine;
using ModelOps.Cli.CommandLine;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;

namespace ModelOps.Cli.Tools;

/// <summary><c>mops doctor</c>: which outside tools are found, and what each is for.</summary>
internal static class DoctorCommand
{
    private static readonly (string Name, string NeededFor)[] Known =
    [
        ("python3", "running models, adapters and targets written in Python"),
        ("dotnet", "building models written in .NET; running built ones needs nothing"),
    ];

    /// <summary>The command.</summary>
    public static Command Create(CliContext context) =>
        new Command("doctor", "Show which outside tools are found and what each is for").Runs(async (parse, cancellationToken) =>
        {
            var tools = new List<FoundTool>();
            foreach (var (name, neededFor) in Known)
            {
                var path = ToolSearch.Find(context, name);
                var version = path is null ? null : await ToolSearch.AskVersionAsync(context, path, cancellationToken);
                tools.Add(new(name, path, version, neededFor));
            }
            parse.Answer(context).Write(new DoctorAnswer(tools), ToolsJson.Default.DoctorAnswer, Render);
            return ExitStatus.Ok;
        });

    private static void Render(DoctorAnswer answer, TextWriter output) => TextTable.Write(
        output,
        ["TOOL", "VERSION", "PATH", "NEEDED FOR"],
        answer.Tools.Select(tool => (string[])[tool.Name, tool.Version ?? "-", tool.Path ?? "not found", tool.NeededFor]));
}
