using System.Text.Json;
using ModelOps.Connectors.Kubectl;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;

namespace ModelOps.Keeper.Cluster.Verification;

/// <summary>The versions of both sides, and with them whether the server is there at all.</summary>
/// <param name="Kubectl">kubectl's version.</param>
/// <param name="Server">The API server's version; <see langword="null"/> if it did not say.</param>
/// <param name="Check">How the question ended.</param>
internal sealed record VersionQuestion(string? Kubectl, string? Server, CallCheck Check)
{
    /// <summary>Asks both.</summary>
    public static async Task<VersionQuestion> AskAsync(KubectlTool tool, CancellationToken cancellationToken)
    {
        var result = await tool.RunAsync(["version", "-o", "json"], cancellationToken);
        var check = new CallCheck(result.Ok, result.Status, result.Errors.Trim());
        try
        {
            using var document = StrictJson.Parse(result.Output, "the output of 'kubectl version'");
            return new(Text(document.RootElement, "clientVersion"), Text(document.RootElement, "serverVersion"), check);
        }
        catch (InvalidInputException)
        {
            return new(null, null, check);
        }
    }

    /// <summary>What the answer says of the server; <see langword="null"/> if it can be asked more.</summary>
    public VerifyBlocker? Obstacle()
    {
        // A server that keeps its version from this user is there.
        if (Server is not null || Check.Stderr.Contains("(Forbidden)", StringComparison.Ordinal)) return null;
        var isUnknownUser = Check.Stderr.Contains("Unauthorized", StringComparison.Ordinal) || Check.Stderr.Contains("must be logged in", StringComparison.Ordinal);
        return new(isUnknownUser ? BlockerKind.Unauthorized : BlockerKind.ClusterUnreachable, null, null, null, VerifyBlocker.DetailOf(Check.Rc, Check.Stderr));
    }

    private static string? Text(JsonElement versions, string side) =>
        versions.ValueKind == JsonValueKind.Object && versions.TryGetProperty(side, out var version) && version.ValueKind == JsonValueKind.Object
        && version.TryGetProperty("gitVersion", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
