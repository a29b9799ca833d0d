using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.ObjectStores;

/// <summary>
/// Whole objects by address. Memory is bounded whatever their size; a request that meets a busy or failing server (429, 5xx) or a
/// broken connection is repeated with growing pauses. No error names a secret.
/// <para>
/// Any call may end with an <see cref="OutsideException"/>: <c>store_unreachable</c> and <c>store_unavailable</c> (retryable),
/// <c>store_access_denied</c>, <c>store_refused</c>, <c>store_redirected</c>; or with an <see cref="InvalidInputException"/>
/// <c>store_settings_invalid</c> where the environment does not say how to reach the store.
/// </para>
/// </summary>
public interface IObjectStore
{
    /// <summary>What the store knows of an object; its bytes are not read, except those of a file.</summary>
    /// <exception cref="NotFoundException">Code <c>object_not_found</c>.</exception>
    /// <exception cref="CorruptDataException">
    /// Code <c>object_digest_missing</c> or <c>object_digest_invalid</c>: the object was not written through this interface, or its
    /// metadata were changed.
    /// </exception>
    Task<ObjectStat> StatAsync(ObjectUri uri, CancellationToken cancellationToken);

    /// <summary>
    /// Opens an object for one reading from beginning to end. The stream continues after a broken connection. It checks what passes
    /// through: its last read throws unless number and digest of the bytes are right, so nothing may be used before the end was read.
    /// </summary>
    /// <param name="uri">The object.</param>
    /// <param name="expected">What it must be; <see langword="null"/> checks against what the store recorded (a file has no record).</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="NotFoundException">Code <c>object_not_found</c>.</exception>
    /// <exception cref="CorruptDataException">
    /// Code <c>object_mismatch</c>, at once if the record differs, else from the stream; <c>object_digest_missing</c>.
    /// </exception>
    /// <exception cref="OutsideException">Code <c>object_changed_while_read</c> (retryable), from the stream.</exception>
    Task<Stream> OpenAsync(ObjectUri uri, ObjectIdentity? expected, CancellationToken cancellationToken);

    /// <summary>
    /// Writes an object and records digest and size with it. It appears whole or not at all.
    /// </summary>
    /// <param name="uri">The object.</param>
    /// <param name="content">A seekable stream, read from its position to its end.</param>
    /// <param name="options">Condition, known digest, tier.</param>
    /// <param name="cancellationToken">Ends the writing; nothing is visible then.</param>
    /// <returns>What is there now.</returns>
    /// <exception cref="ConflictException">
    /// Code <c>object_exists</c>: other content is there. Code <c>object_version_changed</c>: somebody else wrote meanwhile.
    /// </exception>
    /// <exception cref="InvalidInputException">Code <c>content_mismatch</c>: the content does not have the digest that was given.</exception>
    /// <exception cref="NotFoundException">Code <c>container_not_found</c>.</exception>
    Task<ObjectStat> PutAsync(ObjectUri uri, Stream content, PutOptions options, CancellationToken cancellationToken);
}
