using ModelOps.Connectors.ObjectStores;
using ModelOps.Connectors.ObjectStores.Transfer;

namespace ModelOps.Connectors.Tests.ObjectStores;

/// <summary>A backend that keeps the sizes of what it is sent, and asks a test before each part.</summary>
internal sealed class MemoryBackend : IObjectBackend, IPartedUpload
{
    private readonly TimeProvider _time = TimeProvider.System;

    public int MaxParts { get; init; } = 1000;

    public Action<long> BeforePart { get; init; } = _ => { };

    public List<int> Parts { get; } = [];

    public int Abandoned { get; private set; }

    public int Completed { get; private set; }

    /// <summary>Whether an upload can be gone on with, and how much it has then.</summary>
    public long? Kept { get; set; }

    public string Session => "session";

    public long Stored { get; private set; }

    private long Sent => Parts.Sum(part => (long)part);

    public Task<BackendStat?> FindAsync(ObjectUri uri, CancellationToken cancellationToken) => Task.FromResult<BackendStat?>(null);

    public Task<Stream?> ReadAsync(ObjectUri uri, string version, long offset, CancellationToken cancellationToken) => Task.FromResult<Stream?>(null);

    public Task<string?> WriteAsync(ObjectUri uri, ReadOnlyMemory<byte> bytes, ObjectRecord record, CancellationToken cancellationToken)
    {
        Parts.Add(bytes.Length);
        return Task.FromResult<string?>("1");
    }

    public Task<IPartedUpload?> BeginAsync(ObjectUri uri, ObjectRecord record, CancellationToken cancellationToken) => Task.FromResult<IPartedUpload?>(this);

    public Task<IPartedUpload?> ResumeAsync(ObjectUri uri, ObjectRecord record, (string Session, int PartBytes) upload, CancellationToken cancellationToken)
    {
        upload.Session.ShouldBe(Session);
        Stored = Kept ?? 0;
        return Task.FromResult<IPartedUpload?>(Kept is null ? null : this);
    }

    public Task AddAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        BeforePart(Sent);
        Parts.Add(part.Length);
        return Task.CompletedTask;
    }

    public async Task<string?> CompleteAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        await AddAsync(part, cancellationToken);
        Completed++;
        return "1";
    }

    public Task AbandonAsync(CancellationToken cancellationToken)
    {
        Abandoned++;
        return Task.CompletedTask;
    }

    public TransferringStore Store(int partBytes, string? uploads = null) => new(this, new TransferSettings { PartBytes = partBytes, UploadFolder = uploads }, _time);

    public void Dispose()
    {
    }
}
