using Shouldly;

namespace ModelOps.Testing.Commands;

/// <summary>Waits for what another process does.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Completes as soon as something is true; the test fails if it isn't after a minute.</summary>
    /// <param name="condition">Looked at every few milliseconds.</param>
    /// <param name="what">What is waited for, as a sentence.</param>
    public static async Task TrueAsync(Func<bool> condition, string what)
    {
        var time = TimeProvider.System;
        for (var began = time.GetTimestamp(); !condition();)
        {
            if (time.GetElapsedTime(began) > Limit) throw new ShouldAssertException($"After {Limit}: {what} has not happened.");
            await Task.Delay(Pause, time);
        }
    }
}
