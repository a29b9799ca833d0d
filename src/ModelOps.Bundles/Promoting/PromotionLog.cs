using System.Globalization;
using System.Text.Json.Nodes;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Json;
using ModelOps.Durability.Files;

namespace ModelOps.Bundles.Promoting;

/// <summary>
/// The promotions that were asked for on this machine, one JSON object a line, the oldest first: <c>time</c>, <c>actor</c>,
/// <c>decision</c> (<c>allowed</c> or <c>refused</c>), <c>repository</c>, <c>channel</c>, <c>manifest_digest</c>, <c>previous</c>,
/// <c>reason</c>. A line is on disk before the channel is moved. It can be edited by whoever owns it: it informs, and proves nothing.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="time">The clock.</param>
public sealed class PromotionLog(string path, TimeProvider time)
{
    /// <summary>Records a promotion, which must not happen if this fails.</summary>
    /// <param name="promotion">The promotion.</param>
    /// <param name="isAllowed">Whether it was allowed.</param>
    /// <exception cref="OutsideException">The file can't be written.</exception>
    public void Append(Promotion promotion, bool isAllowed)
    {
        try
        {
            DirectorySync.Create(Path.GetDirectoryName(path)!);
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            file.Write([.. Rfc8785.Canonicalize(ToJson(promotion, isAllowed)), (byte)'\n']);
            file.Flush(flushToDisk: true);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("record the promotion in", path, cause);
        }
    }

    private JsonObject ToJson(Promotion promotion, bool isAllowed) => new()
    {
        ["time"] = time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["actor"] = promotion.Actor,
        ["decision"] = isAllowed ? "allowed" : "refused",
        ["repository"] = promotion.Repository,
        ["channel"] = promotion.Channel,
        ["manifest_digest"] = promotion.Manifest.ToString(),
        ["previous"] = promotion.Previous?.ToString(),
        ["reason"] = promotion.Reason,
    };
}
