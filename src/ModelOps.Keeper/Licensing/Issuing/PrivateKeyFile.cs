using System.Security.Cryptography;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;
using ModelOps.Keeper.Licensing.Signatures;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Licensing.Issuing;

/// <summary>A private key as 32 raw bytes in a file that only its owner may read (mode 0600).</summary>
public static class PrivateKeyFile
{
    /// <summary>Makes a key and writes it. A file that is there already is never replaced: the licenses under its key would be orphaned.</summary>
    /// <param name="path">Absolute; its folder must exist.</param>
    /// <returns>The public key.</returns>
    /// <exception cref="ConflictException">Code <c>key_exists</c>.</exception>
    /// <exception cref="OutsideException">The file can't be written.</exception>
    public static byte[] Create(string path)
    {
        if (File.Exists(path)) throw new ConflictException("key_exists", $"'{path}' is there already, and a private key is never replaced.", "Name another file.");
        var key = RandomNumberGenerator.GetBytes(Ed25519.PrivateKeyBytes);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var file = new FileStream(path, options);
            file.Write(key);
            file.Flush(flushToDisk: true);
        }
        catch (Exception cause) when (StorageError.IsStorage(cause))
        {
            throw StorageError.Of("write the file", path, cause);
        }
        return Ed25519.PublicKey(key);
    }

    /// <summary>Reads a key.</summary>
    /// <param name="path">Absolute.</param>
    /// <exception cref="InvalidInputException">The file can't be read, or has not 32 bytes (code <c>invalid_private_key</c>).</exception>
    public static byte[] Read(string path)
    {
        var key = InputFile.Read(path);
        return key.Length == Ed25519.PrivateKeyBytes ? key : throw new InvalidInputException(
            "invalid_private_key", $"'{path}' has {key.Length} bytes; a private key has {Ed25519.PrivateKeyBytes}.", "Make one with 'mk license keygen'.");
    }
}
