using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Registries;

/// <summary>What a tag must name before it is moved: a lease on the state that the mover has seen.</summary>
public sealed record ExpectedTag
{
    private ExpectedTag(bool isChecked, Digest? digest) => (IsChecked, Digest) = (isChecked, digest);

    /// <summary>Whatever it names is replaced.</summary>
    public static ExpectedTag Any { get; } = new(isChecked: false, digest: null);

    /// <summary>There must be no such tag.</summary>
    public static ExpectedTag Absent { get; } = new(isChecked: true, digest: null);

    /// <summary>Whether there is an expectation.</summary>
    public bool IsChecked { get; }

    /// <summary>The expected manifest digest; <see langword="null"/> for none.</summary>
    public Digest? Digest { get; }

    /// <summary>It must name this manifest; <see langword="null"/>: there must be no such tag.</summary>
    public static ExpectedTag At(Digest? digest) => new(isChecked: true, digest);

    /// <summary>Checks what a tag names now.</summary>
    /// <exception cref="TagMovedException">It is not what is expected.</exception>
    internal void Check(string repository, string tag, Digest? actual)
    {
        if (IsChecked && actual != Digest) throw new TagMovedException(repository, tag, Digest, actual);
    }
}
