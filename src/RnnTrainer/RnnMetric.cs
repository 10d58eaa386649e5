namespace RnnTrainer;

/// <summary>A measure of an epoch; see <see cref="RnnEarlyStopping.Monitor"/>.</summary>
public enum RnnMetric
{
    /// <summary><see cref="RnnEpoch.ValidationLoss"/>: smaller is better.</summary>
    ValidationLoss,

    /// <summary><see cref="RnnEpoch.ValidationAccuracy"/>: larger is better.</summary>
    ValidationAccuracy,

    /// <summary><see cref="RnnEpoch.Loss"/>: smaller is better.</summary>
    TrainingLoss,

    /// <summary><see cref="RnnEpoch.Accuracy"/>: larger is better.</summary>
    TrainingAccuracy,
}
