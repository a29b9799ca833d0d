using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ModelOps.Contracts.Digests;

namespace ModelOps.Execution.Tasks;

/// <summary>
/// What a task is, wherever it stands: the first 16 bytes of the SHA-256 of <c>task:v1</c>, content digest, entrypoint, param_id and seed, joined by
/// <c>|</c>.
/// </summary>
/// <param name="Value">The bytes as a big-endian number.</param>
public readonly record struct TaskIdentity(UInt128 Value)
{
    private const int Bytes = 16;

    /// <summary>The identity of a task in a bundle of known content.</summary>
    public static TaskIdentity Of(Digest content, TaskEntry task)
    {
        var seed = task.Seed.ToString(CultureInfo.InvariantCulture);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"task:v1|{content}|{task.Entrypoint}|{task.Parameters.Id}|{seed}"));
        return new(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }

    /// <summary>Reads 32 hex digits; false for anything else.</summary>
    public static bool TryParse(string text, out TaskIdentity identity)
    {
        var valid = UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && text.Length == 2 * Bytes;
        identity = new(value);
        return valid;
    }

    /// <summary>The 32 lower-case hex digits.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
