using System.Text;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Archives;

/// <summary>
/// The header of an entry in a USTAR archive (POSIX.1-1988, 10.1.1), in one spelling: owner and times 0, no names, mode 0644 or 0755.
/// The digests of packs and archives are over these bytes, so that they are ours; System.Formats.Tar may change its own any release.
/// </summary>
internal static class UstarHeader
{
    /// <summary>Headers, and the content of files, fill whole blocks.</summary>
    public const int BlockBytes = 512;

    /// <summary>Two zero blocks end an archive.</summary>
    public const int EndBytes = 2 * BlockBytes;

    /// <summary>The largest file that the eleven octal digits of a size can tell: 8 GiB less one byte.</summary>
    public const long MaxFileBytes = (1L << 33) - 1;

    private const int NameBytes = 100, PrefixBytes = 155;
    private const int ModeAt = 100, UserAt = 108, GroupAt = 116, SizeAt = 124, TimeAt = 136, SumAt = 148, TypeAt = 156, MagicAt = 257, MajorAt = 329, MinorAt = 337, PrefixAt = 345;

    /// <summary>Whether a path fits: 100 bytes, or up to 155 more that end at a slash.</summary>
    public static bool Fits(string path) => TrySplit(Encoding.UTF8.GetBytes(path), out _);

    /// <summary>Writes a header; a path that ends in a slash is a folder's. The path must fit.</summary>
    public static void Write(Span<byte> block, string path, bool executable, long size)
    {
        var name = Encoding.UTF8.GetBytes(path);
        if (!TrySplit(name, out var prefix)) throw new ArgumentException($"'{path}' does not fit.", nameof(path));
        block.Clear();
        name.AsSpan(prefix == 0 ? 0 : prefix + 1).CopyTo(block);
        name.AsSpan(0, prefix).CopyTo(block[PrefixAt..]);
        var isFolder = path.EndsWith('/');
        WriteOctal(block.Slice(ModeAt, 8), isFolder || executable ? 0b111_101_101 : 0b110_100_100);
        WriteOctal(block.Slice(UserAt, 8), 0);
        WriteOctal(block.Slice(GroupAt, 8), 0);
        WriteOctal(block.Slice(SizeAt, 12), size);
        WriteOctal(block.Slice(TimeAt, 12), 0);
        WriteOctal(block.Slice(MajorAt, 8), 0);
        WriteOctal(block.Slice(MinorAt, 8), 0);
        block[TypeAt] = isFolder ? (byte)'5' : (byte)'0';
        "ustar\000"u8.CopyTo(block[MagicAt..]);
        WriteSum(block);
    }

    /// <summary>Reads a header of this spelling; <see langword="null"/> for a zero block.</summary>
    /// <exception cref="InvalidInputException">Code <c>invalid_archive</c>: any other bytes.</exception>
    public static ArchiveEntry? Read(ReadOnlySpan<byte> block)
    {
        if (!block.ContainsAnyExcept((byte)0)) return null;
        var prefix = Text(block.Slice(PrefixAt, PrefixBytes));
        var path = (prefix.Length == 0 ? "" : prefix + "/") + Text(block[..NameBytes]);
        var size = Octal(block.Slice(SizeAt, 11));
        var executable = block[ModeAt + 4] == '7';
        Span<byte> expected = stackalloc byte[BlockBytes];
        if (size < 0 || !Fits(path) || path.EndsWith('/') && size != 0) throw Invalid(path);
        Write(expected, path, executable, size);
        return block.SequenceEqual(expected) ? new(path, executable, size) : throw Invalid(path);
    }

    /// <summary>The size of some content with what fills its last block.</summary>
    public static long Padded(long size) => (size + BlockBytes - 1) / BlockBytes * BlockBytes;

    // The shortest prefix that leaves a name of at most 100 bytes.
    private static bool TrySplit(ReadOnlySpan<byte> path, out int prefix)
    {
        prefix = 0;
        if (path.Length <= NameBytes) return path.Length > 0;
        var least = path.Length - NameBytes - 1;
        var slash = path[least..].IndexOf((byte)'/');
        prefix = least + slash;
        return slash >= 0 && prefix is > 0 and <= PrefixBytes && prefix < path.Length - 1;
    }

    private static void WriteOctal(Span<byte> field, long value)
    {
        for (var i = field.Length - 2; i >= 0; i--, value >>= 3) field[i] = (byte)('0' + (value & 7));
    }

    // Six digits, NUL and a space, over the header with spaces in this field.
    private static void WriteSum(Span<byte> block)
    {
        var field = block.Slice(SumAt, 8);
        field.Fill((byte)' ');
        var sum = 0;
        foreach (var value in block) sum += value;
        WriteOctal(field[..7], sum);
        field[6] = 0;
    }

    private static long Octal(ReadOnlySpan<byte> digits)
    {
        var value = 0L;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'7') return -1;
            value = value << 3 | (uint)(digit - '0');
        }
        return value;
    }

    private static string Text(ReadOnlySpan<byte> field) =>
        Encoding.UTF8.GetString(field.IndexOf((byte)0) is >= 0 and var end ? field[..end] : field);

    private static InvalidInputException Invalid(string path) => new(
        "invalid_archive",
        $"The archive has an entry '{path}' whose header is not one that 'mops bundle export' writes.",
        "Import archives that 'mops bundle export' made.");
}
