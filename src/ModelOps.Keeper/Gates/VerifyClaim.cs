using System.Globalization;
using System.Text.Json;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Gates;

/// <summary>What a verification's file says that matters to a gate.</summary>
/// <param name="Ok">Whether nothing stood in the way.</param>
/// <param name="PlanDigest">The plan; <see langword="null"/> if the file does not say.</param>
/// <param name="Context">The cluster's context.</param>
/// <param name="Server">The API server's address.</param>
/// <param name="FinishedAt">When it was made; <see langword="null"/> if the file does not say.</param>
/// <param name="Objects">The Deployments as they were.</param>
internal sealed record VerifyClaim(bool Ok, string? PlanDigest, string? Context, string? Server, DateTimeOffset? FinishedAt, IReadOnlyList<VerifiedObject> Objects)
{
    /// <summary>Reads the file.</summary>
    /// <returns><see langword="null"/> if it is not there.</returns>
    /// <exception cref="InvalidInputException">It is there, but is no report.</exception>
    public static VerifyClaim? Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = InputFile.Read(path);
        }
        catch (InvalidInputException fault) when (fault.Code == "file_not_found")
        {
            return null;
        }
        using var document = StrictJson.Parse(bytes, path);
        return Of(document.RootElement);
    }

    private static VerifyClaim Of(JsonElement report) => new(
        At(report, "ok") is { ValueKind: JsonValueKind.True },
        Text(report, "plan_digest"),
        Text(report, "kubectl_context"),
        Text(report, "server"),
        DateTimeOffset.TryParse(Text(report, "finished_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null,
        At(report, "checks") is { } checks && At(checks, "items") is { ValueKind: JsonValueKind.Array } items ? [.. items.EnumerateArray().Select(Object).OfType<VerifiedObject>()] : []);

    private static VerifiedObject? Object(JsonElement item) =>
        Text(item, "namespace") is { } space && Text(item, "name") is { } name && Text(item, "uid") is { } uid
        && Text(item, "resource_version") is { } version && Text(item, "wish_digest") is { } digest
            ? new(space, name, uid, version, digest)
            : null;

    private static JsonElement? At(JsonElement record, string key) => record.ValueKind == JsonValueKind.Object && record.TryGetProperty(key, out var value) ? value : null;

    private static string? Text(JsonElement record, string key) => At(record, key) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
