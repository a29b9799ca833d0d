using System.Security.Cryptography;
using System.Text;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Contents;

/// <summary>
/// The <c>bundle_digest</c> of a project's <c>manifest.json</c>: the SHA-256 of <c>path:hex</c> of every file, joined by <c>|</c> in the
/// order of the UTF-8 bytes of the paths. Unlike the content digest it leaves out sizes and executable bits, and <c>manifest.json</c>.
/// </summary>
public static class ProjectDigest
{
    /// <summary>The file that the digest is in, and not of.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The digest as text; empty if there is no file.</summary>
    public static string Of(IEnumerable<ContentEntry> entries)
    {
        var files = entries.Where(entry => entry.Path != FileName).OrderBy(entry => entry.Path, Utf8Order.Instance).ToList();
        if (files.Count == 0) return "";
        var text = string.Join('|', files.Select(file => $"{file.Path}:{file.Sha256.Hex}"));
        return Digest.FromHash(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToString();
    }
}
