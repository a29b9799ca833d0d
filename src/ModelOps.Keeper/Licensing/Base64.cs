namespace ModelOps.Keeper.Licensing;

/// <summary>Base64 in its one spelling (RFC 4648, 4, with padding): no white space and no stray bits.</summary>
internal static class Base64
{
    /// <summary>The bytes, or <see langword="null"/> for another spelling.</summary>
    public static byte[]? Decode(string text)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(text, bytes, out var written)) return null;
        var decoded = bytes[..written];
        return Convert.ToBase64String(decoded) == text ? decoded : null;
    }
}
