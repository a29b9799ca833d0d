using System.Diagnostics;
using System.Text;

namespace ModelOps.Contracts.Tests.Python;

/// <summary>The independent judge of our formats: a real Python process.</summary>
internal static class PythonReader
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Runs a script once over a batch of lines and gives its lines of output.</summary>
    public static async Task<string[]> AskAsync(string script, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new("python3", ["-X", "utf8", "-c", script])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                StandardInputEncoding = Utf8,
                StandardOutputEncoding = Utf8,
            },
        };
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.StandardInput.WriteAsync(string.Concat(lines.Select(line => line + "\n")).AsMemory(), cancellationToken);
        process.StandardInput.Close();
        var answer = await output;
        await process.WaitForExitAsync(cancellationToken);
        process.ExitCode.ShouldBe(0);
        return answer.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
