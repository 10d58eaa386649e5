namespace RnnTrainer.Forecasting;

/// <summary>How an input of a forecast is brought to scale, in double: y = (x - offset)·factor.</summary>
/// <param name="Offset">Its mean over the training rows.</param>
/// <param name="Factor">1 / its deviation over them; 0 where it never changed.</param>
internal readonly record struct InputScale(double Offset, double Factor)
{
    public bool IsValid => double.IsFinite(Offset) && double.IsFinite(Factor) && Factor >= 0;

    public float Apply(float value) => (float)((value - Offset) * Factor);
}
