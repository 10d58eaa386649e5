namespace RnnTrainer;

/// <summary>The learning rate stays <see cref="RnnOptions.LearningRate"/>, after warm-up if there is one.</summary>
public sealed record RnnConstantSchedule : RnnSchedule;
