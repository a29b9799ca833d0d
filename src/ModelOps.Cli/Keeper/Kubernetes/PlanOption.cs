using System.CommandLine;
using ModelOps.Keeper.Plans;
using ModelOps.Keeper.Reports;

namespace ModelOps.Cli.Keeper.Kubernetes;

/// <summary>The option <c>--plan</c>.</summary>
internal static class PlanOption
{
    /// <summary>A new one.</summary>
    public static Option<string> Create(string what) => new("--plan") { HelpName = "FILE", Description = what, Required = true };

    /// <summary>Reads what it names. What is wrong with it is explained in the folder as well.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="folder">The folder of the reports.</param>
    /// <param name="command">What the event's name begins with, such as <c>k8s_verify</c>.</param>
    public static T Read<T>(string path, Func<string, T> read, ReportFolder folder, string command)
    {
        try
        {
            return read(path);
        }
        catch (InvalidPlanException fault)
        {
            folder.Explanations.Add(command + "_error", new() { ["kind"] = fault.Kind, ["plan"] = path, ["error"] = fault.Message, ["index"] = fault.Index });
            throw;
        }
    }
}
