using System.Numerics;

namespace RnnTrainer.Data;

/// <summary>What values add to a statistic of their inputs.</summary>
internal interface IScaleOperation
{
    /// <param name="statistic">The statistic so far.</param>
    /// <param name="x">Values.</param>
    /// <param name="offset">The offsets of their inputs, as far as these are known.</param>
    static abstract Vector<double> Add(Vector<double> statistic, Vector<double> x, Vector<double> offset);
}
