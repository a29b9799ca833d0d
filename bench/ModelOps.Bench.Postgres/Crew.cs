using ModelOps.Connectors.Processes;

namespace ModelOps.Bench.Postgres;

/// <summary>Processes that say when they are ready, work when they are told to, and say when they are done.</summary>
internal sealed class Crew : IDisposable
{
    private readonly List<Member> _members;

    /// <summary>Starts a command so many times and waits until all are ready.</summary>
    public Crew(ChildCommand command, int count)
    {
        _members = [.. Enumerable.Range(0, count).Select(_ => new Member(ChildProcess.Start(command)))];
        foreach (var member in _members) member.Answer();
    }

    /// <summary>Has all work; gives the seconds until the first and until the last is done, and what the first one answered.</summary>
    public (double First, double Last, string Answer) Work(string order)
    {
        var start = TimeProvider.System.GetTimestamp();
        foreach (var member in _members) member.Tell(order);
        var answers = _members.Select(member => Task.Run(() => (Text: member.Answer(), Seconds: TimeProvider.System.GetElapsedTime(start).TotalSeconds))).ToArray();
        Task.WaitAll(answers);
        var first = answers.Select(answer => answer.Result).MinBy(answer => answer.Seconds);
        return (first.Seconds, answers.Max(answer => answer.Result.Seconds), first.Text);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var member in _members) member.Dispose();
    }

    private sealed class Member(ChildProcess child) : IDisposable
    {
        private readonly StreamReader _output = new(child.Output);
        private readonly StreamWriter _input = new(child.Input) { AutoFlush = true, NewLine = "\n" };

        public void Tell(string order) => _input.WriteLine(order);

        public string Answer() => _output.ReadLine() ?? throw new InvalidOperationException($"A worker ended early: {child.ErrorTail}");

        public void Dispose()
        {
            child.CloseInput();
            child.Exit.Wait();
            child.Dispose();
        }
    }
}
