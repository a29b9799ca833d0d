namespace ModelOps.Cli.Tests.Invocation;

/// <summary>
/// The tests that write programs and start them. In parallel a process that is just being started would still hold another test's
/// program open for writing, and the system refuses to run such a file.
/// </summary>
[CollectionDefinition(Name)]
public sealed class OneAtATime
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "programs";
}
