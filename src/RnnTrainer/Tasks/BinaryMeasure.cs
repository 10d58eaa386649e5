using RnnTrainer.Data;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>Cross-entropy, accuracy and the area under the ROC curve on validation rows.</summary>
/// <param name="classes">The classes.</param>
/// <param name="rows">Numbers of the rows.</param>
internal sealed class BinaryMeasure(ClassTargets classes, int[] rows) : ValidationMeasure
{
    private readonly float[] logits = new float[rows.Length];

    public override void Add(int place, ReadOnlySpan<float> outputs) => logits[place] = outputs[0];

    public override double[] Compute()
    {
        bool[] areYes = [.. rows.Select(row => classes[row] == ClassTargets.Yes)];
        double loss = 0;
        int right = 0;
        for (int place = 0; place < logits.Length; place++)
        {
            loss += SigmoidCrossEntropy.Loss(logits[place], areYes[place] ? 1 : 0);
            right += BinaryColumns.IsPositive(logits[place]) == areYes[place] ? 1 : 0;
        }
        return [loss / rows.Length, (double)right / rows.Length, RocCurve.Area([.. logits], areYes)];
    }
}
