using System.Numerics;

namespace ModelOps.Adaptive.Search;

/// <summary>
/// One dimension of Sobol's low-discrepancy sequence in Gray code order (Antonov and Saleev 1979), with 32 bits: 2^32 points.
/// </summary>
/// <param name="dimension">From 0 to <see cref="MostDimensions"/> - 1.</param>
internal sealed class SobolSequence(int dimension)
{
    public const int MostDimensions = 64;

    private const int Bits = 32;

    private readonly uint[] _directions = Directions(dimension);
    private uint _current;
    private uint _index;

    /// <summary>The next element as a 32-bit fraction; the first is 0.</summary>
    public uint Next()
    {
        var element = _current;
        _current ^= _directions[BitOperations.TrailingZeroCount(~_index) % Bits];
        _index++;
        return element;
    }

    // Joe and Kuo (2008), section 2: v_i = m_i / 2^i, with the recurrence over the polynomial's coefficients for those beyond its degree.
    private static uint[] Directions(int dimension)
    {
        var directions = new uint[Bits];
        var row = dimension == 0 ? [1] : SobolDirections.Rows[dimension - 1];
        var degree = row.Length - 1;
        for (var i = 0; i < Bits; i++)
        {
            if (dimension == 0)
            {
                directions[i] = 1U << (Bits - 1 - i);
            }
            else if (i < degree)
            {
                directions[i] = row[i + 1] << (Bits - 1 - i);
            }
            else
            {
                directions[i] = directions[i - degree] ^ (directions[i - degree] >> degree);
                for (var k = 1; k < degree; k++)
                {
                    if (((row[0] >> (degree - k)) & 1) != 0) directions[i] ^= directions[i - k];
                }
            }
        }
        return directions;
    }
}
