using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Keeper.Demos;

/// <summary>Plays the commands of a demonstration in this process, each with its own streams, and shows them to whoever watches.</summary>
/// <param name="context">The run of the demonstration.</param>
/// <param name="run">Runs one command.</param>
/// <param name="shown">Where commands and their answers are shown.</param>
internal sealed class DemoStage(CliContext context, KeeperRun run, TextWriter shown)
{
    private readonly List<DemoTurn> _turns = [];

    /// <summary>What was played so far.</summary>
    public IReadOnlyList<DemoTurn> Turns => _turns;

    /// <summary>Whether everything went as it was to.</summary>
    public bool Ok => _turns.All(turn => turn.Ok);

    /// <summary>Plays one command.</summary>
    public async Task<DemoTurn> PlayAsync(DemoStep step, CancellationToken cancellationToken)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var own = context with { Out = output, Error = errors, Variable = name => step.Variables.TryGetValue(name, out var value) ? value : context.Variable(name), ErrorIsTerminal = false };
        shown.Write($"\n# {step.Says}\n$ mk {string.Join(' ', step.Arguments)}\n");
        var status = (int)await run(own, step.Arguments, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var turn = new DemoTurn(step.Says, "mk " + string.Join(' ', step.Arguments), status, status == step.Expected, output.ToString(), errors.ToString());
        _turns.Add(turn);
        shown.Write(turn.Output + turn.Errors);
        if (!turn.Ok) shown.Write($"(exit status {status}; expected {step.Expected})\n");
        return turn;
    }
}
