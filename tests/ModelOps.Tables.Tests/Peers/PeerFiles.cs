using System.Text.Json;
using ModelOps.Testing.Folders;

namespace ModelOps.Tables.Tests.Peers;

/// <summary>The files that the peers write, once for all tests of a class.</summary>
public sealed class PeerFiles : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private JsonDocument? _expected;

    /// <summary>The bytes of a file and the cells that its writer sees in it.</summary>
    public (byte[] Bytes, JsonElement Expected) this[string name]
    {
        get
        {
            PeerScript.Require();
            return (File.ReadAllBytes(_folder[name]), _expected!.RootElement.GetProperty(name));
        }
    }

    public async ValueTask InitializeAsync()
    {
        try
        {
            await PeerScript.RunAsync("write", _folder.Path);
        }
        catch (Xunit.Sdk.SkipException)
        {
            return; // Each test says so for itself.
        }
        _expected = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder["expected.json"]));
    }

    public ValueTask DisposeAsync()
    {
        _expected?.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
