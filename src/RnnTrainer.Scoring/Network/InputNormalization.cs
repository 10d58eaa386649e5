using RnnTrainer.Values;

namespace RnnTrainer.Network;

/// <summary>How inputs are brought to scale: y = (x - offset)·scale, in double.</summary>
/// <param name="Kind">Where offsets and scales come from; never <see cref="RnnNormalization.Auto"/>.</param>
/// <param name="Offsets">Of each input; empty unless they were measured in training.</param>
/// <param name="Scales">Of each input, likewise; 0 where the input never changed.</param>
internal sealed record InputNormalization(RnnNormalization Kind, ValueList<double> Offsets, ValueList<double> Scales)
{
    /// <summary>
    /// What the network sees of each input on average over the training rows, once inputs are at scale: it stands for values that are not
    /// there. Empty where that is 0, or no value can be missing.
    /// </summary>
    public ValueList<double> Means { get; init; } = [];

    /// <summary>Inputs stay as they are.</summary>
    public static InputNormalization None { get; } = new(RnnNormalization.None, [], []);

    /// <summary>Whether each sequence has offsets and scales of its own.</summary>
    public bool IsOfSequence => Kind switch
    {
        RnnNormalization.Auto or RnnNormalization.None or RnnNormalization.MeanVariance or RnnNormalization.MinMax => false,
        RnnNormalization.SequenceMeanVariance or RnnNormalization.SequenceMinMax => true,
    };

    /// <summary>Whether a kind has offsets and scales that are measured in training.</summary>
    public static bool IsMeasured(RnnNormalization kind) => kind switch
    {
        RnnNormalization.MeanVariance or RnnNormalization.MinMax => true,
        RnnNormalization.Auto or RnnNormalization.None => false,
        RnnNormalization.SequenceMeanVariance or RnnNormalization.SequenceMinMax => false,
    };

    /// <summary>Whether a kind gives each input the mean 0.</summary>
    public static bool IsCentered(RnnNormalization kind) => kind switch
    {
        RnnNormalization.MeanVariance or RnnNormalization.SequenceMeanVariance => true,
        RnnNormalization.Auto or RnnNormalization.None or RnnNormalization.MinMax or RnnNormalization.SequenceMinMax => false,
    };

    /// <summary>Whether it is possible for so many inputs.</summary>
    public bool IsValid(int inputs)
    {
        if (!Enum.IsDefined(Kind) || Kind == RnnNormalization.Auto)
            return false;
        int count = IsMeasured(Kind) ? inputs : 0;
        return Offsets.Count == count && Scales.Count == count && Offsets.All(double.IsFinite)
            && Scales.All(scale => double.IsFinite(scale) && scale >= 0)
            && (Means.Count == 0 || Means.Count == inputs) && Means.All(mean => float.IsFinite((float)mean));
    }

    public override string ToString() => Kind == RnnNormalization.None ? "" : $" ({Kind})";
}
