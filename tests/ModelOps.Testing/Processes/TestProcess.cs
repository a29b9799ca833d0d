using System.Diagnostics;

namespace ModelOps.Testing.Processes;

/// <summary>
/// A process that a test starts, talks to by lines, and may kill; it never outlives the test. Most often the test program itself in
/// another role: its <c>Main</c> looks for the arguments <c>child ROLE …</c>.
/// </summary>
public sealed class TestProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private TestProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
#pragma warning disable RS0030 // What starts processes for the product stands above the libraries that this tests.
        _process = Process.Start(start)!;
#pragma warning restore RS0030
    }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Starts this test program again in a role.</summary>
    public static TestProcess Start(string role, params string[] arguments) =>
        StartWith(new Dictionary<string, string>(), role, arguments);

    /// <summary>As above, with some more environment variables.</summary>
    public static TestProcess StartWith(IReadOnlyDictionary<string, string> environment, string role, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["child", role, .. arguments]);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new(start);
    }

    /// <summary>As above, from a shell script in which <c>"$0" "$@"</c> is the child.</summary>
    public static TestProcess StartBy(string shell, string script, string role, params string[] arguments)
    {
        string[] words = [.. shell.Split(' '), "-c", script, Environment.ProcessPath!, "child", role, .. arguments];
        return new(new ProcessStartInfo(words[0], words[1..]));
    }

    /// <summary>Runs a program to its end and gives its exit status and output.</summary>
    public static async Task<(int Status, string Output)> RunAsync(string program, params string[] arguments)
    {
        using var child = new TestProcess(new ProcessStartInfo(program, arguments));
        var output = await child.ReadToEndAsync();
        return (child._process.ExitCode, output);
    }

    /// <summary>The next line of output; <see langword="null"/> at its end.</summary>
    public async Task<string?> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    /// <summary>Closes the child's input, waits for its end, and gives what it still wrote.</summary>
    public async Task<string> ReadToEndAsync()
    {
        _process.StandardInput.Close();
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return output;
    }

    /// <summary>SIGKILL. When the call returns the process is gone; gives what it had written.</summary>
    public async Task<string> KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
    }

    /// <summary>Ends the process if it still runs.</summary>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
