using System.Net;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores.Transfer;

/// <summary>
/// The errors of stores. None carries an answer's body or a request's address: those may repeat a signature. They have the object's
/// address, the status and the server's own code of the fault.
/// </summary>
internal static class StoreFaults
{
    public static NotFoundException NotFound(ObjectUri uri) => new("object_not_found", $"There is no object '{uri}'.");

    public static NotFoundException NoContainer(ObjectUri uri) =>
        new("container_not_found", $"There is no container or bucket '{uri.Container}' for '{uri}'.", "Create it, or correct the name.");

    public static OutsideException Unreachable(ObjectUri uri, Exception cause) => new(
        "store_unreachable", $"The store of '{uri}' can't be reached: {cause.Message}", "Check the network and the endpoint, then run the same command again.",
        retryable: true, cause);

    /// <summary>The error for a status that no request expects.</summary>
    /// <param name="uri">The object.</param>
    /// <param name="status">The status of the last answer.</param>
    /// <param name="code">The server's own word for the fault, if it has one.</param>
    /// <param name="cause">What a vendor's library threw.</param>
    public static OutsideException OfStatus(ObjectUri uri, HttpStatusCode status, string? code, Exception? cause = null)
    {
        // Azure answers 409 and S3 403.
        if (code is "BlobArchived" or "InvalidObjectState")
        {
            return new(
                "object_archived", $"The object '{uri}' is archived and can't be read before it is brought back.",
                "Bring it back to the hot or cool tier with the store's own tools, which takes hours.", inner: cause);
        }
        var answer = string.IsNullOrEmpty(code) ? $"{(int)status}" : $"{(int)status} {code}";
        return (int)status switch
        {
            401 or 403 => new(
                "store_access_denied", $"The store refuses access to '{uri}' ({answer}).", "Check the credentials and their rights on the container.", inner: cause),
            408 or 429 or >= 500 => new(
                "store_unavailable", $"The store of '{uri}' is busy or failing ({answer}), also after several tries.", "Run the same command again later.",
                retryable: true, cause),
            >= 300 and < 400 => new(
                "store_redirected", $"The store of '{uri}' redirects to another place ({answer}), where no credentials are sent.",
                "Correct the endpoint or the region.", inner: cause),
            _ => new("store_refused", $"The store refuses the request for '{uri}' ({answer}).", inner: cause),
        };
    }

    public static CorruptDataException Mismatch(ObjectUri uri, string expected, string actual) => new(
        "object_mismatch", $"The object '{uri}' is not what was expected: expected {expected}, got {actual}.", "Write the object again from its source.");

    public static OutsideException ChangedWhileRead(ObjectUri uri) => new(
        "object_changed_while_read", $"The object '{uri}' was replaced while it was read.", "Run the same command again.", retryable: true);

    public static ConflictException Exists(ObjectUri uri) =>
        new("object_exists", $"There is other content at '{uri}' already, which may not be replaced.", "Choose another address, or remove the object.");

    public static ConflictException VersionChanged(ObjectUri uri) =>
        new("object_version_changed", $"The object '{uri}' was written by someone else meanwhile.", "Read it again and repeat the change.");

    public static InvalidInputException ContentMismatch(ObjectUri uri, string expected, string actual) => new(
        "content_mismatch", $"The content for '{uri}' is not what was announced: expected {expected}, got {actual}.", "It changed meanwhile: run the same command again.");
}
