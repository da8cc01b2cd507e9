(* Made by `dmfproof export shifted_mean --to coq`; do not edit. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(* A claim is an exact identity away from facts that are known: p = (nonnegative) + (zero). *)
Lemma by_identity : forall p t i : R, p = t + i -> i = 0 -> 0 <= t -> 0 <= p.
Proof. intros; lra. Qed.
Lemma by_identity_strict : forall p t i : R, p = t + i -> i = 0 -> 0 < t -> 0 < p.
Proof. intros; lra. Qed.
Lemma by_equations : forall p t i : R, p = t + i -> i = 0 -> t = 0 -> p = 0.
Proof. intros; lra. Qed.
Lemma zero_plus : forall p q : R, p = 0 -> q = 0 -> p + q = 0.
Proof. intros; lra. Qed.
Lemma zero_times : forall p q : R, q = 0 -> p * q = 0.
Proof. intros p q H; rewrite H; ring. Qed.
Lemma divide : forall f p : R, 0 < f -> 0 <= f * p -> 0 <= p.
Proof. intros f p F H. apply (Rmult_le_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_strict : forall f p : R, 0 < f -> 0 < f * p -> 0 < p.
Proof. intros f p F H. apply (Rmult_lt_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_equation : forall f p : R, 0 < f -> f * p = 0 -> p = 0.
Proof. intros f p F H. destruct (Rmult_integral _ _ H); [lra | assumption]. Qed.
Ltac identity := unfold Rsqr; first [ring | field].

(* a^n + a^(n-1) b + ... + b^n *)
Definition power_sum (a b : R) (n : nat) : R := sum_f_R0 (fun j => a ^ (n - j) * b ^ j) n.
Lemma power_sum_S : forall (a b : R) (n : nat), power_sum a b (S n) = a * power_sum a b n + b ^ S n.
Proof.
  intros a b n. unfold power_sum. rewrite tech5, scal_sum. f_equal.
  - apply sum_eq. intros i Hi. replace (S n - i)%nat with (S (n - i)) by lia. simpl. ring.
  - replace (S n - S n)%nat with 0%nat by lia. simpl. ring.
Qed.

Definition depth (n : nat) : R := INR n + 1.
Lemma depth_0 : depth 0 = 1. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_B (b : R) (n' : nat) : R := match n' with O => 1 | S n' => (b)*(seq_B b n') end.
Lemma seq_B_0 : forall (b : R), seq_B b 0 = 1. Proof. reflexivity. Qed.
Lemma seq_B_S : forall (b : R) (n' : nat), seq_B b (S n') = (b)*(seq_B b n'). Proof. reflexivity. Qed.

Fixpoint seq_M (m : R) (n' : nat) : R := match n' with O => 1 | S n' => (m)*(seq_M m n') end.
Lemma seq_M_0 : forall (m : R), seq_M m 0 = 1. Proof. reflexivity. Qed.
Lemma seq_M_S : forall (m : R) (n' : nat), seq_M m (S n') = (m)*(seq_M m n'). Proof. reflexivity. Qed.

Fixpoint seq_Z (b : R) (y : R) (n' : nat) : R := match n' with O => 1 | S n' => (b + y)*(seq_Z b y n') end.
Lemma seq_Z_0 : forall (b : R) (y : R), seq_Z b y 0 = 1. Proof. reflexivity. Qed.
Lemma seq_Z_S : forall (b : R) (y : R) (n' : nat), seq_Z b y (S n') = (b + y)*(seq_Z b y n'). Proof. reflexivity. Qed.

Fixpoint seq_O (m : R) (y : R) (n' : nat) : R := match n' with O => 1 | S n' => (m + y)*(seq_O m y n') end.
Lemma seq_O_0 : forall (m : R) (y : R), seq_O m y 0 = 1. Proof. reflexivity. Qed.
Lemma seq_O_S : forall (m : R) (y : R) (n' : nat), seq_O m y (S n') = (m + y)*(seq_O m y n'). Proof. reflexivity. Qed.

Fixpoint seq_S (b : R) (m : R) (n' : nat) : R := match n' with O => 1 | S n' => (m)*(seq_S b m n') + b*(seq_B b n') end.
Lemma seq_S_0 : forall (b : R) (m : R), seq_S b m 0 = 1. Proof. reflexivity. Qed.
Lemma seq_S_S : forall (b : R) (m : R) (n' : nat), seq_S b m (S n') = (m)*(seq_S b m n') + b*(seq_B b n'). Proof. reflexivity. Qed.
Lemma seq_B_is : forall (b : R) (n' : nat), seq_B b n' = (b) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_B_0; unfold power_sum; simpl; ring|]. rewrite seq_B_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_M_is : forall (m : R) (n' : nat), seq_M m n' = (m) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_M_0; unfold power_sum; simpl; ring|]. rewrite seq_M_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_Z_is : forall (b y : R) (n' : nat), seq_Z b y n' = (b + y) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_Z_0; unfold power_sum; simpl; ring|]. rewrite seq_Z_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_O_is : forall (m y : R) (n' : nat), seq_O m y n' = (m + y) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_O_0; unfold power_sum; simpl; ring|]. rewrite seq_O_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem shifted_mean_sequences : forall (a b m y : R) (n' : nat),
  0 < (b) ->
  0 <= (m) ->
  0 <= (y) ->
  (m*(seq_M m n') - a*(seq_B b n')) = 0 ->
  0 <= ((m*(seq_M m n') + y*(seq_B b n'))*(seq_Z b y n') - (m + y)*(seq_O m y n')*(seq_B b n')) /\
  0 <= ((a + y)*(seq_Z b y n') - (m + y)*(seq_O m y n')).
Proof.
  intros a b m y n' F_b_pos F_m_nonneg F_y_nonneg F_mean.
  assert (F_depth : forall m', 0 <= ((depth m') - 1)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_B_pos : forall m', 0 < ((seq_B b m'))).
  { induction m' as [|m' F_B_pos_m].
  - assert (E : ((seq_B b 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_B_0 b), ?(seq_M_0 m), ?(seq_Z_0 b y), ?(seq_O_0 m y), ?(seq_S_0 b m); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0)).
  - assert (E : ((seq_B b (S m'))) = (0 + (((seq_B b m')) * (b))) + 0) by (rewrite ?(depth_S m'), ?(seq_B_S b m'), ?(seq_M_S m m'), ?(seq_Z_S b y m'), ?(seq_O_S m y m'), ?(seq_S_S b m m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_B_pos_m F_b_pos))).
  }
  assert (F_Z_nonneg : forall m', 0 <= ((seq_Z b y m'))).
  { induction m' as [|m' F_Z_nonneg_m].
  - assert (E : ((seq_Z b y 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_B_0 b), ?(seq_M_0 m), ?(seq_Z_0 b y), ?(seq_O_0 m y), ?(seq_S_0 b m); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_Z b y (S m'))) = ((0 + (((seq_Z b y m')) * (b))) + (((seq_Z b y m')) * (y))) + 0) by (rewrite ?(depth_S m'), ?(seq_B_S b m'), ?(seq_M_S m m'), ?(seq_Z_S b y m'), ?(seq_O_S m y m'), ?(seq_S_S b m m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_Z_nonneg_m (Rlt_le _ _ F_b_pos))) (Rmult_le_pos _ _ F_Z_nonneg_m F_y_nonneg))).
  }
  assert (F_S_nonneg : forall m', 0 <= ((seq_S b m m'))).
  { induction m' as [|m' F_S_nonneg_m].
  - assert (E : ((seq_S b m 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_B_0 b), ?(seq_M_0 m), ?(seq_Z_0 b y), ?(seq_O_0 m y), ?(seq_S_0 b m); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_S b m (S m'))) = ((0 + (((seq_B b m')) * (b))) + (((seq_S b m m')) * (m))) + 0) by (rewrite ?(depth_S m'), ?(seq_B_S b m'), ?(seq_M_S m m'), ?(seq_Z_S b y m'), ?(seq_O_S m y m'), ?(seq_S_S b m m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ (F_B_pos m') F_b_pos)) (Rmult_le_pos _ _ F_S_nonneg_m F_m_nonneg)))).
  }
  assert (F_secant : forall m', (m*(seq_M m m') - b*(seq_B b m') - (m - b)*(seq_S b m m')) = 0).
  { induction m' as [|m' F_secant_m].
  - assert (E : (m*(seq_M m 0%nat) - b*(seq_B b 0%nat) - (m - b)*(seq_S b m 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_B_0 b), ?(seq_M_0 m), ?(seq_Z_0 b y), ?(seq_O_0 m y), ?(seq_S_0 b m); identity).
    exact (by_equations _ _ _ E (eq_refl 0) (eq_refl 0)).
  - assert (E : (m*(seq_M m (S m')) - b*(seq_B b (S m')) - (m - b)*(seq_S b m (S m'))) = 0 + (0 + (m) * (m*(seq_M m m') - b*(seq_B b m') - (m - b)*(seq_S b m m')))) by (rewrite ?(depth_S m'), ?(seq_B_S b m'), ?(seq_M_S m m'), ?(seq_Z_S b y m'), ?(seq_O_S m y m'), ?(seq_S_S b m m'); identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_secant_m)) (eq_refl 0)).
  }
  assert (F_raised : forall m', 0 <= ((m*(seq_M m m') + y*(seq_B b m'))*(seq_Z b y m') - (m + y)*(seq_O m y m')*(seq_B b m'))).
  { induction m' as [|m' F_raised_m].
  - assert (E : ((m*(seq_M m 0%nat) + y*(seq_B b 0%nat))*(seq_Z b y 0%nat) - (m + y)*(seq_O m y 0%nat)*(seq_B b 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_B_0 b), ?(seq_M_0 m), ?(seq_Z_0 b y), ?(seq_O_0 m y), ?(seq_S_0 b m); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((m*(seq_M m (S m')) + y*(seq_B b (S m')))*(seq_Z b y (S m')) - (m + y)*(seq_O m y (S m'))*(seq_B b (S m'))) = (((0 + (((seq_S b m m')) * (((seq_Z b y m')) * ((y) * (Rsqr (m - b)))))) + ((b) * ((m) * ((m*(seq_M m m') + y*(seq_B b m'))*(seq_Z b y m') - (m + y)*(seq_O m y m')*(seq_B b m'))))) + ((b) * (((m*(seq_M m m') + y*(seq_B b m'))*(seq_Z b y m') - (m + y)*(seq_O m y m')*(seq_B b m')) * (y)))) + (0 + (-(seq_Z b y m')*b*y + (seq_Z b y m')*m*y) * (m*(seq_M m m') - b*(seq_B b m') - (m - b)*(seq_S b m m')))) by (rewrite ?(depth_S m'), ?(seq_B_S b m'), ?(seq_M_S m m'), ?(seq_Z_S b y m'), ?(seq_O_S m y m'), ?(seq_S_S b m m'); identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ (F_secant m'))) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_S_nonneg m') (Rmult_le_pos _ _ (F_Z_nonneg m') (Rmult_le_pos _ _ F_y_nonneg (Rle_0_sqr (m - b)))))) (Rmult_le_pos _ _ (Rlt_le _ _ F_b_pos) (Rmult_le_pos _ _ F_m_nonneg F_raised_m))) (Rmult_le_pos _ _ (Rlt_le _ _ F_b_pos) (Rmult_le_pos _ _ F_raised_m F_y_nonneg)))).
  }
  assert (F_shifted : 0 <= ((a + y)*(seq_Z b y n') - (m + y)*(seq_O m y n'))).
  { 
    assert (E : (((seq_B b n')) * ((a + y)*(seq_Z b y n') - (m + y)*(seq_O m y n'))) = (0 + ((m*(seq_M m n') + y*(seq_B b n'))*(seq_Z b y n') - (m + y)*(seq_O m y n')*(seq_B b n'))) + (0 + (-(seq_Z b y n')) * (m*(seq_M m n') - a*(seq_B b n')))) by (identity).
    exact (divide _ _ (F_B_pos n') (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_mean)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_raised n')))).
  }
  exact (conj (F_raised n') (F_shifted)).
Qed.

Theorem shifted_mean : forall (N : nat) (a b m y : R), (1 <= N)%nat ->
  0 < (b) ->
  0 <= (m) ->
  0 <= (y) ->
  (m*((m) ^ (N - 1)) - a*((b) ^ (N - 1))) = 0 ->
  0 <= ((m*((m) ^ (N - 1)) + y*((b) ^ (N - 1)))*((b + y) ^ (N - 1)) - (m + y)*((m + y) ^ (N - 1))*((b) ^ (N - 1))) /\
  0 <= ((a + y)*((b + y) ^ (N - 1)) - (m + y)*((m + y) ^ (N - 1))).
Proof.
  intros N a b m y HN F_b_pos F_m_nonneg F_y_nonneg F_mean.
  assert (DN : INR N = depth (N - 1)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DB : ((b) ^ (N - 1)) = (seq_B b (N - 1))) by (rewrite seq_B_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DM : ((m) ^ (N - 1)) = (seq_M m (N - 1))) by (rewrite seq_M_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DZ : ((b + y) ^ (N - 1)) = (seq_Z b y (N - 1))) by (rewrite seq_Z_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DO : ((m + y) ^ (N - 1)) = (seq_O m y (N - 1))) by (rewrite seq_O_is; replace (N - 1 + 0)%nat with (N - 1)%nat by lia; reflexivity).
  rewrite ?DN, ?DB, ?DM, ?DZ, ?DO in F_b_pos.
  rewrite ?DN, ?DB, ?DM, ?DZ, ?DO in F_m_nonneg.
  rewrite ?DN, ?DB, ?DM, ?DZ, ?DO in F_y_nonneg.
  rewrite ?DN, ?DB, ?DM, ?DZ, ?DO in F_mean.
  rewrite ?DN, ?DB, ?DM, ?DZ, ?DO.
  exact (shifted_mean_sequences a b m y (N - 1) F_b_pos F_m_nonneg F_y_nonneg F_mean).
Qed.

Print Assumptions shifted_mean.
