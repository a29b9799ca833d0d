using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;

namespace ModelOps.Cli.Folders;

/// <summary>The user's own folder, for what outlives a project: <c>MODELOPS_HOME</c>, otherwise <c>~/.modelops</c>.</summary>
internal static class UserFolder
{
    /// <summary>Its absolute path; it need not exist. Code <c>no_home</c> if neither variable says where it is.</summary>
    public static string Locate(CliContext context)
    {
        if (context.Variable("MODELOPS_HOME") is { Length: > 0 } chosen) return context.Resolve(chosen);
        if (context.Variable("HOME") is { Length: > 0 } home) return Path.Combine(context.Resolve(home), ".modelops");
        var profile = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return profile.Length > 0
            ? Path.Combine(profile, ".modelops")
            : throw new InvalidInputException("no_home", "There is no home directory to keep settings in.", "Set HOME, or MODELOPS_HOME to a folder.");
    }
}
