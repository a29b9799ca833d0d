using ModelOps.Contracts.Errors;

namespace ModelOps.Adaptive.Stores.Postgres;

/// <summary>Goes on trying while the server can't be reached: at once, then after 0.1 s, then up to 2 s apart.</summary>
internal static class Persistence
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Does something that may be done again after an unknown end.</summary>
    /// <exception cref="OutsideException">What was in the way when the patience ended, or what trying again does not help.</exception>
    public static async Task<T> TryAsync<T>(Func<Task<T>> work, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await work();
            }
            catch (OutsideException fault) when (fault.Retryable && time.GetElapsedTime(start) + pause < patience)
            {
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }
}
