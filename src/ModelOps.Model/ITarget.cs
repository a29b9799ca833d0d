namespace ModelOps.Model;

/// <summary>
/// A loss of a user's own: how far what a trial's replicates simulated is from what is wanted. A worker creates one instance with the
/// parameterless constructor and calls it many times.
/// </summary>
public interface ITarget
{
    /// <summary>The loss of a trial. It must depend on the argument alone: trials are judged in no certain order.</summary>
    /// <param name="replicates">
    /// For each replicate that counts, in replicate order, its tables by name. Integers are <see cref="long"/>, floats
    /// <see cref="double"/>; numbers and truth values of a column with missing values are doubles, NaN where missing; dates, times and
    /// all else are texts.
    /// </param>
    /// <returns>Lower is better; finite.</returns>
    double Loss(IReadOnlyList<IReadOnlyDictionary<string, Table>> replicates);
}
