using System.Diagnostics.CodeAnalysis;
using System.Text;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Serving;

namespace ModelOps.Execution.DotNet;

/// <summary>Answers the calls of a user's object.</summary>
/// <param name="channel">Where they come from.</param>
/// <param name="call">Makes one call and gives its answer as JSON.</param>
internal sealed class CallLoop(WorkerChannel channel, Func<CallRequest, string> call)
{
    /// <summary>Answers CALL frames until the host closes its end.</summary>
    public void Run()
    {
        while (channel.Read(out var frame)) Answer(frame);
    }

    [SuppressMessage("Design", "CA1031", Justification = "The boundary of user code: whatever it throws fails this call alone.")]
    private void Answer(Frame frame)
    {
        try
        {
            var request = ProtocolJson.Read(frame.Payload.Span, ProtocolJson.Default.CallRequest);
            channel.Send(FrameType.Answer, frame.Id, Encoding.UTF8.GetBytes(call(request)));
        }
        catch (Exception fault)
        {
            channel.Send(FrameType.Error, frame.Id, Fault.Describe(fault), ProtocolJson.Default.WorkerError, duration: 0);
        }
    }
}
