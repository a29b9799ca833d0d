using ModelOps.Testing.Prerequisites;
using ModelOps.Testing.Processes;

namespace ModelOps.Cli.Tests.Simulations;

/// <summary>The built tool, killed and on a full disk.</summary>
public sealed class SimTasksFaultTests : IDisposable
{
    private const int Tasks = 3000;

    private static readonly string Tool = typeof(CliApplication).Assembly.Location;

    private readonly TaskFolder _folder = new();

    public SimTasksFaultTests() => File.WriteAllLines(_folder["tasks.jsonl"], Enumerable.Range(0, Tasks).Select(
        i => $$"""{"entrypoint":"model:simulate","params":{"x":0.{{i}}5},"seed":{{i}}}"""));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_again_and_again_it_ends_with_every_task_exactly_once()
    {
        // Slow enough to be killed on the way, and each time a bit later.
        _folder.Write("model.py", "import time\n\ndef simulate(params, seed):\n    time.sleep(0.002)\n    return {'t': {'x': [params['x'], params['x']], 'seed': [seed, seed]}}\n");
        for (var committed = 500; committed <= 1500; committed += 500)
        {
            var script = $$"""
                dotnet '{{Tool}}' sim run --tasks ../tasks.jsonl --out out --format csv --no-cache & mops=$!
                while kill -0 $mops 2>/dev/null && [ "$(cat out/tasks.csv 2>/dev/null | wc -l)" -lt {{committed}} ]; do sleep 0.05; done
                kill -9 $mops
                wait $mops 2>/dev/null
                echo "ended $?"
                """;
            (await ShellAsync(script)).ShouldContain("ended 137");
        }
        (await ShellAsync($"dotnet '{Tool}' sim run --tasks ../tasks.jsonl --out out --format csv --no-cache")).ShouldContain($"{Tasks} tasks completed\n");
        AllOnce();
    }

    [Fact]
    public async Task Full_disk_is_named_and_the_same_command_goes_on_when_there_is_room()
    {
        var (status, _) = await TestProcess.RunAsync("sh", "-c", "unshare -Urm sh -c 'mount -t tmpfs none /mnt' 2>/dev/null");
        Prerequisite.Require(status == 0, "a tmpfs in a user namespace", "sysctl -w kernel.unprivileged_userns_clone=1, or run the tests as root");
        Directory.CreateDirectory(_folder.Out);
        var output = await ShellAsync($$"""
            unshare -Urm sh -c '
                mount -t tmpfs -o size=300k none out
                run() { dotnet "{{Tool}}" sim run --tasks ../tasks.jsonl --out out/results --format csv; echo "status $?"; }
                run
                mount -o remount,size=8m out
                run
                cp -r out/results ../kept
            '
            """);
        var (full, room) = (output.Split("status 3\n")[0], output.Split("status 3\n")[^1]);
        full.ShouldContain("isk is full");
        room.ShouldContain($"{Tasks} tasks completed\n");
        room.ShouldContain("status 0\n");
        Directory.Delete(_folder.Out);
        Directory.Move(_folder["kept"], _folder.Out);
        AllOnce();
    }

    private void AllOnce()
    {
        var tasks = File.ReadAllLines(Path.Combine(_folder.Out, "tasks.csv")).Skip(1).ToList();
        tasks.Select(row => row.Split(',')[0]).ShouldBe(Enumerable.Range(0, Tasks).Select(i => $"{i}"));
        tasks.Select(row => row.Split(',')[4]).Distinct(StringComparer.Ordinal).Count().ShouldBe(Tasks);
        var rows = File.ReadAllLines(Path.Combine(_folder.Out, "tables", "t.csv")).Skip(1).Select(row => row.Split(',')).ToList();
        rows.CountBy(row => row[0], StringComparer.Ordinal).ShouldAllBe(count => count.Value == 2);
        rows.CountBy(row => row[2], StringComparer.Ordinal).Count().ShouldBe(Tasks);
    }

    private async Task<string> ShellAsync(string script)
    {
        var (_, output) = await TestProcess.RunAsync("env", $"MODELOPS_HOME={_folder.Home}", "sh", "-c", $"cd '{_folder.Project}'\nexec 2>&1\n{script}");
        return output;
    }
}
