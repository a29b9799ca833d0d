using System.Globalization;
using ModelOps.Connectors.Processes;

namespace ModelOps.Bench.Execution;

/// <summary>A peer that answers each line of its input with a line of seconds.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly ChildProcess _child;
    private readonly StreamReader _output;
    private readonly StreamWriter _input;

    public PeerProcess(ChildCommand command)
    {
        _child = ChildProcess.Start(command);
        _output = new(_child.Output);
        _input = new(_child.Input) { AutoFlush = true, NewLine = "\n" };
    }

    /// <summary>The next answer.</summary>
    public double Read() => _output.ReadLine() is { } line
        ? double.Parse(line, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"The peer ended: {_child.ErrorTail}");

    /// <summary>Asks without waiting for the answer.</summary>
    public void Ask(int count, long loops) => _input.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} {loops}"));

    public void Dispose() => _child.Dispose();
}
