using System.Globalization;
using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Checksums;
using ModelOps.Durability.Files;
using ModelOps.Durability.Locks;
using ModelOps.Durability.Logs;

namespace ModelOps.Durability.Tests.Processes;

/// <summary>What this program does as a child of a test. Errors of the product are printed as <c>code: message</c>.</summary>
internal static class ChildRoles
{
    public static async Task<int> RunAsync(string role, string[] arguments)
    {
        try
        {
            await (role switch
            {
                "append" => AppendAsync(arguments[0]),
                "lock" => HoldAsync(arguments[0]),
                "checksum" => Say(Crc32C.Of(Encoding.ASCII.GetBytes(arguments[0]), []).ToString("x8", CultureInfo.InvariantCulture)),
                "replace" => ReplaceForeverAsync(arguments[0]),
                "write" => WriteAsync(arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture)),
                _ => throw new ArgumentOutOfRangeException(nameof(role)),
            });
            return 0;
        }
        catch (ModelOpsException error)
        {
            await Say($"{error.Code}: {error.Message}");
            return 1;
        }
    }

    // Three writers append, flush, and then print the position and the text of what is acknowledged, until the log fails or they are killed.
    private static Task AppendAsync(string directory)
    {
        var log = SegmentedLog.Open(directory, new() { SegmentBytes = 64 << 10 });
        return Task.WhenAll(Enumerable.Range(0, 3).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                var text = $"{writer}-{i}-{new string('x', i % 700)}";
                var position = log.Append(Encoding.ASCII.GetBytes(text));
                await log.FlushAsync(CancellationToken.None);
                await Say($"{position} {text}");
            }
        })));
    }

    private static async Task HoldAsync(string path)
    {
        using var held = FileLock.Acquire(path, "The test");
        await Say("held");
        await Console.In.ReadLineAsync();
    }

    private static async Task ReplaceForeverAsync(string path)
    {
        for (var i = 0; ; i++)
        {
            AtomicFile.Write(path, new string((char)('a' + (i % 26)), 100_000));
            if (i == 0) await Say("written");
        }
    }

    private static async Task WriteAsync(string path, int bytes)
    {
        AtomicFile.Write(path, new byte[bytes]);
        await Say("written");
    }

    private static Task Say(string line)
    {
        // One line at a time although three writers speak.
        lock (Console.Out) Console.Out.WriteLine(line);
        return Task.CompletedTask;
    }
}
