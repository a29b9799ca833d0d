using System.Globalization;
using System.Text;
using System.Text.Json;
using ModelOps.Testing.Commands;

namespace ModelOps.Testing.ObjectStores;

/// <summary>A server of this folder, written in Python with the standard library alone.</summary>
public sealed class PythonServer : IDisposable
{
    private static readonly HttpClient Client = new();

    private readonly ServerProcess _process;

    private PythonServer(ServerProcess process, int port) => (_process, Port) = (process, port);

    /// <summary>Its port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Its address, without a slash at the end.</summary>
    public string Address => $"http://127.0.0.1:{Port}";

    /// <summary>Starts a script of this folder.</summary>
    public static async Task<PythonServer> StartAsync(string script, params string[] arguments)
    {
        var path = RepositoryTree.At("tests", "ModelOps.Testing", "ObjectStores", script);
        var (process, port) = await ServerProcess.StartAsync(
            "python3", ["-B", path, .. arguments], line => int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);
        return new(process, port);
    }

    /// <summary>Makes the next requests whose line contains a text fail; the fields are those that <c>object_server.py</c> names.</summary>
    public async Task FailAsync(string match, int count, object fault)
    {
        var fields = JsonSerializer.SerializeToNode(fault)!.AsObject();
        fields["match"] = match;
        fields["count"] = count;
        using var body = new StringContent(fields.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await Client.PostAsync($"{Address}/_faults", body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The lines of all requests so far, as <c>PUT /bucket/key</c>.</summary>
    public async Task<IReadOnlyList<string>> RequestsAsync()
    {
        using var json = JsonDocument.Parse(await Client.GetStringAsync($"{Address}/_requests"));
        return [.. json.RootElement.EnumerateArray().Select(request => $"{request[0].GetString()} {request[1].GetString()}")];
    }

    /// <summary>Ends the server.</summary>
    public void Dispose() => _process.Dispose();
}
