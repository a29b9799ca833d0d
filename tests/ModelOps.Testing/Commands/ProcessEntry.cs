namespace ModelOps.Testing.Commands;

/// <summary>One running process.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Parent">The id of its parent.</param>
/// <param name="Group">The id of its process group.</param>
public sealed record ProcessEntry(int Id, int Parent, int Group);
