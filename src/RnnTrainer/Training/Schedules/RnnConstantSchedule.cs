namespace RnnTrainer;

/// <summary>Keeps the learning rate at <see cref="RnnOptions.LearningRate"/>, after an optional warm-up.</summary>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with { Schedule = new RnnConstantSchedule { WarmUpSteps = 500 } };
/// </code>
/// </example>
public sealed record RnnConstantSchedule : RnnSchedule;
