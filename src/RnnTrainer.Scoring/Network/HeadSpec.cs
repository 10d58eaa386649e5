using RnnTrainer.Values;

namespace RnnTrainer.Network;

/// <summary>What comes out of a network: a linear layer, and what is made of its outputs.</summary>
/// <param name="Kind">What is made of the outputs.</param>
/// <param name="Outputs">How many there are.</param>
internal sealed record HeadSpec(RnnHead Kind, int Outputs)
{
    /// <summary>
    /// The levels of <see cref="RnnHead.Quantiles"/>: output n·levels + q is the quantile of level q of number n. Null for others.
    /// </summary>
    public ValueList<float>? Levels { get; init; }

    /// <summary>A head that gives quantiles of some numbers.</summary>
    public static HeadSpec Quantiles(int numbers, ValueList<float> levels) =>
        new(RnnHead.Quantiles, checked(numbers * levels.Count)) { Levels = levels };

    /// <summary>Outputs that come side by side for each of <see cref="Numbers"/>: of quantiles one for each level.</summary>
    public int OutputsEach => Levels?.Count ?? 1;

    /// <summary>Numbers that the outputs are for: of quantiles each has several.</summary>
    public int Numbers => Outputs / OutputsEach;

    public bool IsValid => Enum.IsDefined(Kind) && Outputs >= LeastOutputs(Kind) && Outputs <= MostOutputs(Kind)
        && (Kind == RnnHead.Quantiles
            ? Levels is not null && QuantileLevels.Are(Levels) && Outputs % Levels.Count == 0 : Levels is null);

    /// <summary>The parameters of a linear layer of so many inputs.</summary>
    public ValueList<ParameterForm> Parameters(int inputs) =>
        [new(ParameterRole.HeadWeights, 0, [Outputs, inputs], inputs), new(ParameterRole.HeadBias, 0, [Outputs], inputs)];

    /// <summary>Classes told apart; 0 where the outputs are numbers.</summary>
    public int Classes => Kind switch
    {
        RnnHead.Softmax => Outputs,
        RnnHead.Sigmoid => 2,
        RnnHead.Linear or RnnHead.LinearVector or RnnHead.Quantiles => 0,
    };

    /// <summary>Keys that the label has, each of which may stand for a value; 0 where the label is not a key.</summary>
    public int LabelKeys => Kind switch
    {
        RnnHead.Softmax => Outputs,
        RnnHead.Sigmoid or RnnHead.Linear or RnnHead.LinearVector or RnnHead.Quantiles => 0,
    };

    /// <summary>The smallest number of outputs with which such a head says anything.</summary>
    public static int LeastOutputs(RnnHead kind) => kind switch
    {
        RnnHead.Softmax => 2,
        RnnHead.Sigmoid or RnnHead.Linear or RnnHead.LinearVector or RnnHead.Quantiles => 1,
    };

    /// <summary>The largest number of outputs that such a head can have.</summary>
    public static int MostOutputs(RnnHead kind) => kind switch
    {
        RnnHead.Softmax or RnnHead.LinearVector or RnnHead.Quantiles => int.MaxValue,
        RnnHead.Sigmoid or RnnHead.Linear => 1,
    };

    public override string ToString() => Kind switch
    {
        RnnHead.Softmax => $"{Outputs} classes",
        RnnHead.Sigmoid => "1 logit",
        RnnHead.Linear => "1 number",
        RnnHead.LinearVector => $"a vector of {CountText.Of(Outputs, "number")}",
        RnnHead.Quantiles => $"quantiles {Levels}{(Numbers == 1 ? "" : $" of {Numbers} numbers")}",
    };
}
