using System.Globalization;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Quantities;
using ModelOps.Durability.Files;

namespace ModelOps.Keeper.Reports;

/// <summary>Files that a person or another command hands to this plane: read whole, within a bound.</summary>
public static class InputFile
{
    /// <summary>The largest file that is read, 16 MiB: hundreds of times what a plan, a report or a license needs.</summary>
    public const int MaxBytes = 16 << 20;

    /// <summary>The file's bytes.</summary>
    /// <param name="path">Absolute.</param>
    /// <exception cref="InvalidInputException">Code <c>file_not_found</c>, <c>file_too_large</c> or <c>file_unreadable</c>.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var buffer = new MemoryStream();
            var chunk = new byte[64 * 1024];
            for (var read = stream.Read(chunk); read > 0; read = stream.Read(chunk))
            {
                if (buffer.Length + read > MaxBytes) throw TooLarge(path);
                buffer.Write(chunk, 0, read);
            }
            return buffer.ToArray();
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidInputException("file_not_found", $"There is no file '{path}'.", inner: cause);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw new InvalidInputException("file_unreadable", $"The file '{path}' can't be read: {StorageError.Reason(cause)}", inner: cause);
        }
    }

    private static InvalidInputException TooLarge(string path) =>
        new("file_too_large", string.Create(CultureInfo.InvariantCulture, $"The file '{path}' has more than {ByteSize.Text(MaxBytes)}, the most that is read."));
}
