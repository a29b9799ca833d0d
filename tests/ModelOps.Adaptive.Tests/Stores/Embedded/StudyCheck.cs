using System.Diagnostics;
using System.Text.Json;

namespace ModelOps.Adaptive.Tests.Stores.Embedded;

/// <summary>What <c>check_study.py</c> finds in a run's folder, without the product.</summary>
internal sealed record StudyCheck(string Digest, int Trials, int Replicates, int Told, string? Stopped, int Torn)
{
    public static async Task<StudyCheck> OfAsync(string folder)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Stores", "Embedded", "check_study.py");
        var start = new ProcessStartInfo("python3", [script, folder]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
#pragma warning disable RS0030 // An independent reader, started independently.
        using var python = Process.Start(start)!;
#pragma warning restore RS0030
        var errors = python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await python.WaitForExitAsync(TestContext.Current.CancellationToken);
        python.ExitCode.ShouldBe(0, await errors);
        using var json = JsonDocument.Parse(output);
        int Number(string name) => json.RootElement.GetProperty(name).GetInt32();
        return new(
            json.RootElement.GetProperty("study_digest").GetString()!,
            Number("trials"),
            Number("replicates"),
            Number("told"),
            json.RootElement.GetProperty("stopped").GetString(),
            Number("torn"));
    }
}
