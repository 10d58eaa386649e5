namespace RnnTrainer.Training.Schedules;

/// <summary><see cref="RnnCosineSchedule"/>: f + (1-f)(1 + cos(πs/S))/2 in step s of S.</summary>
internal sealed class RnnCosineScheduleRate(RnnCosineSchedule options, float learningRate, long totalSteps)
    : RnnScheduleRate(options, learningRate)
{
    private readonly double final = options.FinalFactor;

    protected override double Factor(long step) => Between(1, final, (double)step / totalSteps);

    /// <summary>From <paramref name="start"/> to <paramref name="end"/> along half a cosine, at a share of the way.</summary>
    public static double Between(double start, double end, double share) =>
        end + (start - end) * (1 + Math.Cos(Math.PI * share)) / 2;
}
