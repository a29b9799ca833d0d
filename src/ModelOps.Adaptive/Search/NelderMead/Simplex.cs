namespace ModelOps.Adaptive.Search.NelderMead;

/// <summary>
/// One descent by the simplex method of Nelder and Mead (Computer Journal 7, 1965), with the coefficients that Gao and
/// Han (Computational Optimization and Applications 51, 2012) adapt to the dimension n: expansion 1 + 2/n, contraction 3/4 - 1/(2n),
/// shrinkage 1 - 1/n; for one dimension those of two, which are the original ones. It knows no bounds.
/// </summary>
internal sealed class Simplex
{
    private enum Step
    {
        Start,
        Reflect,
        Expand,
        ContractOutside,
        ContractInside,
        Shrink,
    }

    private readonly double _expansion;
    private readonly double _contraction;
    private readonly double _shrinkage;
    private readonly List<Vertex> _vertices = [];
    private Step _step = Step.Start;
    private Vertex? _reflected;

    /// <param name="start">The vertices, one more than dimensions.</param>
    public Simplex(IReadOnlyList<double[]> start)
    {
        Wanted = start;
        double dimensions = Math.Max(2, start.Count - 1);
        (_expansion, _contraction, _shrinkage) = (1 + (2 / dimensions), 0.75 - (1 / (2 * dimensions)), 1 - (1 / dimensions));
    }

    /// <summary>The places whose losses the next step needs, at least one.</summary>
    public IReadOnlyList<double[]> Wanted { get; private set; }

    /// <summary>The vertices from the smallest loss to the largest, of equals the older first; none before the first losses.</summary>
    public IReadOnlyList<Vertex> Vertices => _vertices;

    /// <summary>Takes the losses of <see cref="Wanted"/>, in its order, and decides what is wanted next.</summary>
    public void Take(IReadOnlyList<double> losses)
    {
        var taken = Wanted.Select((place, i) => new Vertex(place, losses[i])).ToList();
        switch (_step)
        {
            case Step.Start or Step.Shrink:
                Replace(taken);
                break;
            case Step.Reflect:
                AfterReflection(taken[0]);
                break;
            case Step.Expand:
                ReplaceWorst(taken[0].Loss < _reflected!.Loss ? taken[0] : _reflected);
                break;
            case Step.ContractOutside:
                ReplaceWorstOrShrink(taken[0], taken[0].Loss <= _reflected!.Loss);
                break;
            default:
                ReplaceWorstOrShrink(taken[0], taken[0].Loss < _vertices[^1].Loss);
                break;
        }
    }

    private void AfterReflection(Vertex reflected)
    {
        _reflected = reflected;
        if (reflected.Loss < _vertices[0].Loss) Want(Step.Expand, _expansion);
        else if (reflected.Loss < _vertices[^2].Loss) ReplaceWorst(reflected);
        else if (reflected.Loss < _vertices[^1].Loss) Want(Step.ContractOutside, _contraction);
        else Want(Step.ContractInside, -_contraction);
    }

    private void ReplaceWorstOrShrink(Vertex contracted, bool isGain)
    {
        if (isGain)
        {
            ReplaceWorst(contracted);
            return;
        }
        _step = Step.Shrink;
        Wanted = [.. _vertices.Skip(1).Select(vertex => Between(_vertices[0].Place, vertex.Place, _shrinkage))];
    }

    private void Replace(List<Vertex> taken)
    {
        if (_step == Step.Shrink) _vertices.RemoveRange(1, _vertices.Count - 1);
        foreach (var vertex in taken) Insert(vertex);
        Want(Step.Reflect, 1);
    }

    private void ReplaceWorst(Vertex vertex)
    {
        _vertices.RemoveAt(_vertices.Count - 1);
        Insert(vertex);
        Want(Step.Reflect, 1);
    }

    private void Insert(Vertex vertex)
    {
        var place = _vertices.FindIndex(other => vertex.Loss < other.Loss);
        _vertices.Insert(place < 0 ? _vertices.Count : place, vertex);
    }

    // The place on the line from the worst vertex through the centroid of the others; the factor 1 is the worst one's mirror image.
    private void Want(Step step, double factor)
    {
        _step = step;
        var centroid = new double[_vertices.Count - 1];
        for (var i = 0; i < centroid.Length; i++)
        {
            for (var k = 0; k < centroid.Length; k++) centroid[i] += _vertices[k].Place[i] / centroid.Length;
        }
        Wanted = [Between(centroid, _vertices[^1].Place, -factor)];
    }

    private static double[] Between(double[] from, double[] to, double part) =>
        [.. from.Select((coordinate, i) => coordinate + (part * (to[i] - coordinate)))];
}
