using System.Text;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Output;

/// <summary>Keeps what a maintainer needs to know of a fault in the tool, so that the terminal needn't show it.</summary>
internal static class FaultFile
{
    /// <summary>
    /// Writes the report to the user's folder, named by its content, and says where it is; where it can't be written the advice is
    /// <c>--debug</c>. The command line is left out: it may hold a secret.
    /// </summary>
    public static string Write(CliContext context, Exception fault)
    {
        var text = $"ModelOps {ToolVersion.Text}\n{Environment.OSVersion}\n{fault}\n";
        try
        {
            var folder = Directory.CreateDirectory(Path.Combine(UserFolder.Locate(context), "faults")).FullName;
            var path = Path.Combine(folder, $"fault-{Digest.Of(Encoding.UTF8.GetBytes(text)).Short}.txt");
            File.WriteAllText(path, text);
            return $"Please report it with the file {path}.";
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or InvalidInputException)
        {
            return "Repeat the command with --debug and report what it shows.";
        }
    }
}
