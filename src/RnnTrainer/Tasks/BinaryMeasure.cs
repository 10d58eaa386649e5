using RnnTrainer.Data;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>Cross-entropy, accuracy and the area under the ROC curve on validation targets.</summary>
/// <param name="classes">The classes.</param>
/// <param name="targets">Numbers of the targets.</param>
internal sealed class BinaryMeasure(ClassTargets classes, int[] targets) : ValidationMeasure
{
    private readonly float[] logits = new float[targets.Length];

    public override void Add(int place, ReadOnlySpan<float> outputs) => logits[place] = outputs[0];

    public override double[] Compute()
    {
        bool[] areYes = [.. targets.Select(row => classes[row] == ClassTargets.Yes)];
        double loss = 0;
        int right = 0;
        for (int place = 0; place < logits.Length; place++)
        {
            loss += SigmoidCrossEntropy.Loss(logits[place], areYes[place] ? 1 : 0);
            right += BinaryColumns.IsPositive(logits[place]) == areYes[place] ? 1 : 0;
        }
        return [loss / targets.Length, (double)right / targets.Length, RocCurve.Area([.. logits], areYes)];
    }
}
