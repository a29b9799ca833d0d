using System.Text.Json;
using ModelOps.Cli.Folders;
using ModelOps.Cli.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Cli.Clusters;

/// <summary>
/// Workspaces by name: <c>local</c> is the project's cluster on this machine, any other the file <c>NAME.json</c> in <c>workspaces</c> of the
/// user's folder.
/// </summary>
internal static class Workspaces
{
    private const string Local = "local";

    /// <summary>The address of a workspace's scheduler.</summary>
    /// <exception cref="NotFoundException">Code <c>unknown_workspace</c>: there is none of the name; known ones are named.</exception>
    /// <exception cref="InvalidInputException">Code <c>invalid_workspace</c> or <c>invalid_json</c>: its file can't be read.</exception>
    public static string SchedulerOf(CliContext context, string name)
    {
        if (name == Local) return LocalClusterFolder.Open(context).Find()?.Address ?? throw Unknown(context, name);
        var path = Path.Combine(Folder(context), $"{name}.json");
        var isName = name.Length > 0 && name.AsSpan().IndexOfAny('/', '\\') < 0;
        if (!isName || !File.Exists(path)) throw Unknown(context, name);
        using var json = StrictJson.Parse(File.ReadAllBytes(path), path);
        try
        {
            return json.Deserialize(WorkspaceJson.Default.WorkspaceBinding)!.SchedulerAddr;
        }
        catch (JsonException fault)
        {
            throw new InvalidInputException(
                "invalid_workspace",
                $"{path} is no workspace: {Reason(fault)}",
                """Write {"scheduler_addr": "tcp://HOST:8786"}; dashboard_url and namespace may follow.""",
                fault);
        }
    }

    // The library names a .NET type where a value does not fit.
    private static string Reason(JsonException fault) => fault.Message.Contains("could not be converted", StringComparison.Ordinal)
        ? $"{fault.Path?.TrimStart('$', '.')} is no text."
        : fault.Message.Split(" Path:", 2)[0];

    private static NotFoundException Unknown(CliContext context, string name)
    {
        string[] saved = Directory.Exists(Folder(context)) ? [.. Directory.EnumerateFiles(Folder(context), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)] : [];
        return new(
            "unknown_workspace",
            name == Local ? "No local cluster was started in this project." : $"There is no workspace '{name}'.{Nearest.Hint(name, [Local, .. saved])}",
            name == Local ? "Start one: mops cluster local up" : $"Give the address by --scheduler, or save it: {Path.Combine(Folder(context), "NAME.json")} with {{\"scheduler_addr\": \"tcp://HOST:8786\"}}.");
    }

    private static string Folder(CliContext context) => Path.Combine(UserFolder.Locate(context), "workspaces");
}
