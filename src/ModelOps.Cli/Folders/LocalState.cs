using ModelOps.Adaptive.Launching;
using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Folders;

/// <summary>
/// The folder of a project's runs: <c>.modelops/</c> in the nearest ancestor of the working directory (itself included) that has one
/// or has <c>.git</c>, else in the working directory.
/// </summary>
internal static class LocalState
{
    private const string Name = ".modelops";

    /// <summary>The runs of this project.</summary>
    public static RunsFolder Runs(CliContext context) => new(Path.Combine(Locate(context), "runs"));

    /// <summary>The folder of the checks of this project's runs; it need not exist.</summary>
    public static string Checks(CliContext context) => Path.Combine(Locate(context), "checks");

    /// <summary>Its absolute path; it need not exist.</summary>
    public static string Locate(CliContext context)
    {
        // In a home directory ~/.modelops is the user's folder, which is not a project's.
        var user = UserFolder.Locate(context);
        for (var folder = context.WorkingDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var state = Path.Combine(folder, Name);
            if (state != user && Directory.Exists(state) || Path.Exists(Path.Combine(folder, ".git"))) return state;
        }
        return Path.Combine(context.WorkingDirectory, Name);
    }
}
