using System.ComponentModel;
using System.Diagnostics;

namespace ModelOps.Examples.Tests.Programs;

/// <summary>Runs a program to its end.</summary>
internal static class ProgramRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>The program's answer; it is killed, and the test fails, if it has not ended after five minutes.</summary>
    public static async Task<ProgramResult> OfAsync(
        string program, IEnumerable<string> arguments, string input = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = new Process { StartInfo = start };
        process.Start();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Limit);
        await using var kill = timeout.Token.Register(() => process.Kill(entireProcessTree: true));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(timeout.Token);
        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>Whether a program can be started and ends with status 0.</summary>
    public static async Task<bool> SucceedsAsync(string program, params string[] arguments)
    {
        try
        {
            return (await OfAsync(program, arguments)).Status == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
