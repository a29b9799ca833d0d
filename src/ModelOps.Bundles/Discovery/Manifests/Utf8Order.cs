using System.Text;

namespace ModelOps.Bundles.Discovery.Manifests;

/// <summary>Texts in the order of their UTF-8 bytes, which is not that of .NET's ordinal comparison beyond U+FFFF.</summary>
internal sealed class Utf8Order : IComparer<string>
{
    public static readonly Utf8Order Instance = new();

    public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x ?? "").AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? ""));
}
