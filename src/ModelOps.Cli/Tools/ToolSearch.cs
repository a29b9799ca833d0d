using System.ComponentModel;
using System.Diagnostics;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Tools;

/// <summary>Finds programs and asks them who they are.</summary>
internal static class ToolSearch
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The first executable file of a name on <c>PATH</c>, or <see langword="null"/>.</summary>
    public static string? Find(CliContext context, string name)
    {
        var folders = (context.Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] names = OperatingSystem.IsWindows() ? [name + ".exe", name + ".cmd"] : [name];
        return folders.SelectMany(folder => names.Select(file => Path.Combine(context.Resolve(folder), file))).FirstOrDefault(IsExecutable);
    }

    /// <summary>
    /// The first line that the program prints for <c>--version</c>; <see langword="null"/> if it does not start, fails, or takes longer
    /// than 10 seconds.
    /// </summary>
    public static async Task<string?> AskVersionAsync(CliContext context, string path, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = Question(context, path) };
        using var patience = new CancellationTokenSource(Patience, context.Time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            process.Start();
            process.StandardInput.Close();
            var complaint = process.StandardError.ReadToEndAsync(end.Token);
            var text = await process.StandardOutput.ReadToEndAsync(end.Token);
            await complaint;
            await process.WaitForExitAsync(end.Token);
            return process.ExitCode == 0 ? text.Split('\n')[0].Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private static ProcessStartInfo Question(CliContext context, string path) => new(path, ["--version"])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = context.WorkingDirectory,
    };

    private static bool IsExecutable(string path)
    {
        const UnixFileMode anyone = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & anyone) != UnixFileMode.None);
    }
}
