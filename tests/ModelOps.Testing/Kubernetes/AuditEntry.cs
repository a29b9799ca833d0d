namespace ModelOps.Testing.Kubernetes;

/// <summary>A request in the API server's audit log.</summary>
/// <param name="Verb">Such as <c>patch</c>.</param>
/// <param name="Uri">Path and query.</param>
/// <param name="User">Who asked.</param>
/// <param name="Resource">The resource, in the plural; empty for none.</param>
/// <param name="Code">The HTTP status of the answer.</param>
public sealed record AuditEntry(string Verb, string Uri, string User, string Resource, int Code);
