using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using ModelOps.Contracts.Errors;

namespace ModelOps.Bundles.Registries.Http;

/// <summary>A part of a stream as the body of a request.</summary>
internal sealed class UploadContent : HttpContent
{
    private const int BufferBytes = 128 << 10;

    private readonly Stream _source;
    private readonly long _offset;
    private readonly long _length;
    private readonly Action _progress;

    public UploadContent(Stream source, long offset, long length, Action progress)
    {
        (_source, _offset, _length, _progress) = (source, offset, length, progress);
        Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        await SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            _source.Position = _offset;
            for (var left = _length; left > 0;)
            {
                var read = await _source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken);
                if (read == 0) throw new ConflictException("bundle_changed", "A file became shorter while it was sent.", "Run the command again when nothing else changes the folder.");
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                left -= read;
                _progress();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }
}
