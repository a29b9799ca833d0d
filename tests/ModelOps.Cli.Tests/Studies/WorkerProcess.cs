using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace ModelOps.Cli.Tests.Studies;

/// <summary>A <c>mops adaptive worker</c> in a process of its own, in its own copy of the local state, as in a container.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    /// <summary>Starts a worker of a study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="dsn">Its store.</param>
    /// <param name="options">More of the command line.</param>
    public WorkerProcess(FakeStudy study, string dsn, params string[] options)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "mops"), ["adaptive", "worker", "--json", "--workers", "1", "--lease", "3", .. options])
        {
            WorkingDirectory = study.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ADAPTIVE_SPEC"] = study.Spec;
        start.Environment["ADAPTIVE_STORAGE_DSN"] = dsn;
        start.Environment["TEST_MODEL_SECONDS"] = "0.05";
#pragma warning disable RS0030 // The product's way to start processes is not under test here, and must not be what a test of kill -9 rests on.
        _process = Process.Start(start)!;
#pragma warning restore RS0030
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The study's digest and number of trials as the worker reports them, which must end well.</summary>
    public async Task<(string Digest, int Trials)> ReportAsync()
    {
        var (status, output, errors) = await EndAsync();
        status.ShouldBe(0, errors);
        var answer = JsonDocument.Parse(output).RootElement;
        return (answer.GetProperty("study_digest").GetString()!, answer.GetProperty("trials").GetInt32());
    }

    /// <summary>The exit status and what was written, once the worker has ended.</summary>
    public async Task<(int Status, string Output, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return (_process.ExitCode, await _output, await _errors);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    /// <summary>Sends a signal, such as STOP, CONT or TERM.</summary>
    public async Task SignalAsync(string name)
    {
        var (status, _) = await Testing.Processes.TestProcess.RunAsync("kill", "-s", name, _process.Id.ToString(CultureInfo.InvariantCulture));
        status.ShouldBe(0);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
