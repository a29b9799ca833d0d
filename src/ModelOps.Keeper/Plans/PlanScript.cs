using System.Text;
using System.Text.Json;

namespace ModelOps.Keeper.Plans;

/// <summary>
/// A plan as a shell script for people to read and perhaps to run; the keeper never runs it. The names in it are DNS-1123 names and the patches
/// single-quoted JSON on one line, so that the shell reads nothing of a plan as a command.
/// </summary>
public static class PlanScript
{
    /// <summary>The script for bash, with a line feed at its end.</summary>
    public static string Text(Plan plan)
    {
        if (plan.Items.Count == 0)
            return "#!/usr/bin/env bash\nset -Eeuo pipefail\n# The plan is empty.\necho 'Nothing to do: the plan is empty.' >&2\n";
        var script = new StringBuilder("""
            #!/usr/bin/env bash
            set -Eeuo pipefail
            # Plan-only: written to be read. Nothing has run it; running it changes the cluster without verification or rollback.
            echo 'This script changes the cluster of the current context.' >&2

            """);
        script.Append($"echo 'Target: namespace={plan.Namespace} deployment={plan.Deployment}' >&2\n");
        script.Append("echo \"Context: $(kubectl config current-context)\" >&2\n");
        foreach (var item in plan.Items)
            script.Append($"kubectl -n {item.Namespace} patch deployment/{item.Name} --type merge -p {Quoted(PatchText(item))}\n");
        return script.ToString();
    }

    // System.Text.Json's own encoder: ASCII on one line.
    private static string PatchText(PlanItem item) => JsonSerializer.Serialize(item.Patch, PlanNodes.Default.JsonElement);

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
